package simulator

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// Command is one line of the bot's command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// Profile is what people read about the bot in one language.
type Profile struct {
	Name        string
	Description string // in an empty chat
	Short       string // on the bot's page
}

const (
	maxName        = 64
	maxDescription = 512
	maxShort       = 120
	maxCommands    = 100
)

var commandForm = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

type profile struct {
	mu       sync.Mutex
	texts    map[string]Profile   // by language
	commands map[string][]Command // by scope and language
}

func (p *profile) setUp() {
	p.texts = map[string]Profile{}
	p.commands = map[string][]Command{}
}

// Commands returns the command menu of a scope, "default" or "all_private_chats"
// or, for one chat, "chat:" with its id, in a language or "" for all others.
func (s *Server) Commands(scope, language string) []Command {
	s.profile.mu.Lock()
	defer s.profile.mu.Unlock()
	return slices.Clone(s.profile.commands[scope+"/"+language])
}

// Profile returns what the bot has set about itself for a language, "" for all
// others.
func (s *Server) Profile(language string) Profile {
	s.profile.mu.Lock()
	defer s.profile.mu.Unlock()
	return s.profile.texts[language]
}

func (s *Server) getMe(call) ([]byte, error) {
	return json.Marshal(wireMe{wireUser: s.me, CanJoin: true})
}

func (s *Server) setMyName(c call) ([]byte, error) {
	return s.setText(c, "name", maxName, func(p *Profile, v string) { p.Name = v })
}

func (s *Server) setMyDescription(c call) ([]byte, error) {
	return s.setText(c, "description", maxDescription, func(p *Profile, v string) { p.Description = v })
}

func (s *Server) setMyShortDescription(c call) ([]byte, error) {
	return s.setText(c, "short_description", maxShort, func(p *Profile, v string) { p.Short = v })
}

func (s *Server) setText(c call, field string, most int, set func(*Profile, string)) ([]byte, error) {
	v, language := c.str(field), c.str("language_code")
	if units(v) > most {
		return nil, badRequest("the text is too long")
	}
	s.profile.mu.Lock()
	defer s.profile.mu.Unlock()
	p := s.profile.texts[language]
	set(&p, v)
	s.profile.texts[language] = p
	return yes(), nil
}

func (s *Server) setMyCommands(c call) ([]byte, error) {
	var list []Command
	if json.Unmarshal([]byte(c.str("commands")), &list) != nil {
		return nil, badRequest("can't parse commands JSON object")
	}
	if len(list) > maxCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for _, one := range list {
		switch {
		case !commandForm.MatchString(one.Command):
			return nil, badRequest("BOT_COMMAND_INVALID")
		case one.Description == "" || units(one.Description) > 256:
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.profile.mu.Lock()
	defer s.profile.mu.Unlock()
	s.profile.commands[c.scope()+"/"+c.str("language_code")] = list
	return yes(), nil
}

func (c call) scope() string {
	var v struct {
		Type string      `json:"type"`
		Chat json.Number `json:"chat_id"`
	}
	if json.Unmarshal([]byte(c.str("scope")), &v) != nil || v.Type == "" {
		return "default"
	}
	if id, err := strconv.ParseInt(v.Chat.String(), 10, 64); err == nil {
		return v.Type + ":" + strconv.FormatInt(id, 10)
	}
	return v.Type
}
