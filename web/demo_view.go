package web

import "slices"

// pageView is what the template prints: the frame of the page. Messages are not
// in it, they come with the events.
type pageView struct {
	Lang     string
	W        words
	Steps    []stepView
	Leaps    []Leap
	Patients []named
	Phone    composerView
	Groups   []groupView
}

// named is an id with its title in the page's language.
type named struct{ ID, Title string }

type groupView struct {
	named
	W        words
	Actors   []named // who can be acted as
	Composer composerView
}

// composerView is the row to write in, under a chat.
type composerView struct {
	W           words
	Input, Send string // names of the parts for tests
	Prompt      string
	Kinds       []Kind
	Commands    []commandView
}

type commandView struct{ Name, About string }

func newPageView(s Scene, lang string, w words) pageView {
	v := pageView{Lang: lang, W: w, Steps: story(w), Leaps: Leaps()}
	v.Phone = composerView{
		W: w, Input: "phone-input", Send: "phone-send", Prompt: w["write.phone"], Kinds: Kinds(),
	}
	for _, p := range s.Patients {
		v.Patients = append(v.Patients, named{p.ID, p.Title.In(lang)})
		v.Phone.Commands = menuOf(p, lang) // the bot's own, so every patient has the same
	}
	for _, g := range s.Groups {
		v.Groups = append(v.Groups, groupView{
			named:  named{g.ID, g.Title.In(lang)},
			W:      w,
			Actors: membersOf(s.Staff, g.ID, lang),
			Composer: composerView{
				W: w, Input: "reply-input-" + g.ID, Send: "reply-send-" + g.ID,
				Prompt: w["write.group"], Commands: menuOf(g, lang),
			},
		})
	}
	return v
}

func menuOf(c Chat, lang string) []commandView {
	menu := make([]commandView, len(c.Commands))
	for i, command := range c.Commands {
		menu[i] = commandView{command.Name, command.About.In(lang)}
	}
	return menu
}

func membersOf(staff []Person, group, lang string) []named {
	var members []named
	for _, p := range staff {
		if slices.Contains(p.Groups, group) {
			members = append(members, named{p.ID, p.Name.In(lang)})
		}
	}
	return members
}
