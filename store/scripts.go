package store

import (
	"embed"
	"fmt"

	"github.com/redis/go-redis/v9"
)

//go:embed *.lua
var sources embed.FS

// scripts are sent by their hash, and whole to a Redis that does not know them
// yet: after a restart it has forgotten them.
type scripts struct {
	commit, claim, settle, staff, move *redis.Script
}

func loadScripts() (s scripts, err error) {
	for _, one := range []struct {
		to    **redis.Script
		files []string
	}{
		{&s.commit, []string{"outbox.lua", "commit.lua"}},
		{&s.claim, []string{"outbox.lua", "claim.lua"}},
		{&s.settle, []string{"outbox.lua", "settle.lua"}},
		{&s.staff, []string{"staff.lua"}},
		{&s.move, []string{"outbox.lua", "move.lua"}},
	} {
		if *one.to, err = script(one.files); err != nil {
			return scripts{}, err
		}
	}
	return s, nil
}

// script joins files into one script.
func script(files []string) (*redis.Script, error) {
	var source []byte
	for _, file := range files {
		part, err := sources.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("store: reading a script: %w", err)
		}
		source = append(source, part...)
	}
	return redis.NewScript(string(source)), nil
}
