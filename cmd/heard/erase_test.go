package main

import (
	"strings"
	"testing"
)

func TestEraseWhatIsNotThere(t *testing.T) {
	if got := command(t, nil, "erase", "nonsense"); got.code != 1 || !strings.Contains(got.err, "no such case") {
		t.Errorf("%+v", got)
	}
}
