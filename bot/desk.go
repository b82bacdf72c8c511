package bot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// What staff post for patients from their group: other hours, and the leads'
// notices. Anybody in the group may; it is not kept who did.

// deskVisit is one update of that kind.
type deskVisit struct {
	*Bot
	update update
	group  string // a team's id, or leadsGroup
	lang   string
}

// groupCommands are those of every group, and those of the leads' besides.
func groupCommands() (all, leads []string) {
	return []string{flows.ClosingWord}, []string{flows.ClosingWord, flows.WeDidWord}
}

// deskWord is the command, or the first word of the button, that an update begins
// with; empty where it is nothing of the desk.
func (u update) deskWord() string {
	word := ""
	switch {
	case u.Press != nil:
		data, _ := flows.ParseData(u.Press.Data)
		word, _, _ = strings.Cut(data.Token, ".")
	case u.Message != nil:
		word, _, _ = strings.Cut(firstWord(u.Message.Text), "@")
		if !strings.HasPrefix(word, "/") {
			return ""
		}
		word = word[1:]
	}
	if word != flows.ClosingWord && word != flows.WeDidWord {
		return ""
	}
	return word
}

// desk takes an update about hours or notices.
func (b *Bot) desk(ctx context.Context, u update) error {
	v := deskVisit{Bot: b, update: u}
	v.group, v.lang = b.groups.desk(u.chatID())
	for range maxDecisions {
		done, err := v.decide(ctx, u.deskWord())
		if done || err != nil {
			return err
		}
	}
	return errBusy
}

// decide decides on the board as it is now. done is false when that changed
// meanwhile.
func (v deskVisit) decide(ctx context.Context, word string) (done bool, err error) {
	if word == flows.WeDidWord && v.group != leadsGroup {
		v.say(ctx, "", false)
		return true, nil
	}
	board, err := v.readBoard(ctx)
	if err != nil {
		return false, err
	}
	d, ok := v.act(board, word)
	if !ok {
		v.say(ctx, d.Done, true)
		return true, nil
	}
	return v.conclude(ctx, board, d)
}

// act is what comes of the update.
func (v deskVisit) act(board *posted, word string) (d flows.Desk, ok bool) {
	switch {
	case v.update.Press != nil:
		data, _ := flows.ParseData(v.update.Press.Data)
		return board.Desk(data.Token, v.newsID(), v.now())
	case word == flows.WeDidWord:
		text := v.update.Message.Text
		return flows.NewNotice(text[len(firstWord(text)):], v.newsID(), v.now()), true
	}
	return board.Desk(word, v.newsID(), v.now())
}

// conclude keeps what was decided, and shows it. Where news have changed, whoever is
// to be told is looked for.
func (v deskVisit) conclude(ctx context.Context, board *posted, d flows.Desk) (done bool, err error) {
	post := parcel{Kind: desk, Team: v.group}
	post.Text, post.Keyboard = v.render(v.lang, d.Screen)
	if v.update.Press != nil {
		post.Chat, post.Edit = v.update.chatID(), v.update.Press.Message.ID
	}
	parcels := []parcel{post}
	commit := care.Commit{Update: v.update.id()}
	if d.News != nil {
		write, err := board.write(*d.News, d.Gone)
		if err != nil {
			return false, err
		}
		commit.News = append(commit.News, write)
		if !d.News.Draft { // nobody is told of a draft, nor of its end
			parcels = append(parcels, parcel{Kind: follow, Due: v.now()})
		}
	}
	if commit.Jobs, err = v.jobs(parcels); err != nil {
		return false, err
	}
	if done, err = v.commit(ctx, commit, parcels, nil); !done || err != nil {
		return done, err
	}
	v.say(ctx, d.Done, false)
	_, _ = v.readBoard(ctx) // if it fails it is read again within seconds
	return true, nil
}

// say answers a press; no key is an answer without words.
func (v deskVisit) say(ctx context.Context, key care.Key, alert bool) {
	if v.update.Press == nil {
		return
	}
	text := ""
	if key != "" {
		text = v.printer.Plain(v.lang, care.Say(key))
	}
	v.answerPress(ctx, v.update.Press.ID, text, alert)
}

// newsID names news by the message that they come from, so that two who press the
// same button post one thing.
func (v deskVisit) newsID() string {
	message := int64(0)
	if v.update.Press != nil {
		message = v.update.Press.Message.ID
	} else {
		message = v.update.Message.ID
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", v.group, message))
	return hex.EncodeToString(sum[:6])
}

// write puts news in the place of what stands in the store.
func (p *posted) write(n clinic.News, gone bool) (care.NewsWrite, error) {
	w := care.NewsWrite{ID: n.ID, Was: p.stored[n.ID]}
	if gone {
		return w, nil
	}
	var err error
	w.Body, err = clinic.EncodeNews(n)
	return w, err
}

// pastKept is how long news stay on the board when there is nothing more to be told
// of them: the day that they were about is to be seen as it was until it has ended
// everywhere.
const pastKept = 48 * time.Hour

// past forgets news that are long over.
func (p *posted) past(now time.Time, zone *time.Location) (all []care.NewsWrite) {
	for _, n := range p.News {
		if n.Over(now.Add(-pastKept), zone) {
			all = append(all, care.NewsWrite{ID: n.ID, Was: bytes.Clone(p.stored[n.ID])})
		}
	}
	return all
}

// deliverDesk posts something in a group, or edits what stands there. When that is
// gone it is posted anew.
func (b *Bot) deliverDesk(ctx context.Context, p parcel) ending {
	chat, ok := b.groups.byName(p.Team)
	if !ok {
		return ending{verdict: needless} // no more in the file
	}
	if p.Edit != 0 && p.Chat == chat { // numbers of messages begin anew where a group has moved
		_, err := b.telegram.call(ctx, "editMessageText", editParams(chat, p.Edit, p.Text, p.Keyboard))
		if e := judge(err); e.verdict != vanished {
			return e
		}
	}
	params := groupParams(chat, p.Text)
	if len(p.Keyboard) > 0 {
		params["reply_markup"] = p.Keyboard.markup()
	}
	_, err := b.telegram.call(ctx, "sendMessage", params)
	return judge(err)
}
