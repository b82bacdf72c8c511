package store_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

// posted are the bodies of all news, in order.
func posted(t helper, s *store.Store) []string {
	t.Helper()
	all, err := s.News(t.Context())
	if err != nil {
		t.Fatalf("news: %v", err)
	}
	var bodies []string
	for _, body := range all {
		bodies = append(bodies, string(body))
	}
	slices.Sort(bodies)
	return bodies
}

func write(id, was, body string) care.NewsWrite {
	return care.NewsWrite{ID: id, Was: []byte(was), Body: []byte(body)}
}

// newsKept posts, changes and forgets news, and refuses what somebody else changed
// with everything that came with it.
func newsKept(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	for i, step := range []struct {
		news []care.NewsWrite
		want care.Outcome
		left []string
	}{
		{[]care.NewsWrite{write("a", "", "one"), write("b", "", "two\x00")}, care.Kept, []string{"one", "two\x00"}},
		{[]care.NewsWrite{write("a", "", "again")}, care.Conflict, []string{"one", "two\x00"}},
		{[]care.NewsWrite{write("c", "", "three"), write("a", "other", "x")}, care.Conflict, []string{"one", "two\x00"}},
		{[]care.NewsWrite{write("a", "one", "changed"), write("b", "two\x00", "")}, care.Kept, []string{"changed"}},
		{[]care.NewsWrite{write("b", "two\x00", "")}, care.Conflict, []string{"changed"}},
		{[]care.NewsWrite{write("none", "", "")}, care.Kept, []string{"changed"}},
	} {
		update := care.UpdateID(10 + i)
		commit(t, s, care.Commit{
			Update: update, News: step.news,
			Jobs: []care.Job{{Box: care.TimerBox("follow"), Due: t0, Body: []byte{byte('a' + i)}}},
		}, t0, step.want)
		if diff := cmp.Diff(step.left, posted(t, s)); diff != "" {
			t.Errorf("step %d:\n%s", i, diff)
		}
		body, _ := peek(t, s, care.TimerBox("follow"))
		if kept := body == string(byte('a'+i)); kept != (step.want == care.Kept) {
			t.Errorf("step %d: the order was kept: %v", i, kept)
		}
	}
}
