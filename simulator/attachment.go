package simulator

import (
	"encoding/json"
	"fmt"
)

// attachment is what a message holds besides words: a file, or news of the chat.
type attachment struct {
	Voice       json.RawMessage `json:"voice,omitempty"`
	Photo       json.RawMessage `json:"photo,omitempty"`
	Video       json.RawMessage `json:"video,omitempty"`
	Document    json.RawMessage `json:"document,omitempty"`
	Sticker     json.RawMessage `json:"sticker,omitempty"`
	Location    json.RawMessage `json:"location,omitempty"`
	Contact     *wireContact    `json:"contact,omitempty"`
	Poll        json.RawMessage `json:"poll,omitempty"`
	Animation   json.RawMessage `json:"animation,omitempty"`
	VideoNote   json.RawMessage `json:"video_note,omitempty"`
	Came        []*wireUser     `json:"new_chat_members,omitempty"`
	MigrateTo   int64           `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom int64           `json:"migrate_from_chat_id,omitempty"`
}

type wireContact struct {
	Phone     string `json:"phone_number"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name,omitempty"`
	UserID    int64  `json:"user_id"`
}

const (
	fileIDs  = `"file_id":"AwACAgQAAxkBAAM","file_unique_id":"AgADgQ"`
	geometry = `,"width":640,"height":480`
)

// attach makes what a person sends. Names get in where phones put them: into a
// contact, and into the name of a file. It returns ErrEmpty for a kind that
// nobody can send.
func attach(k Kind, by *wireUser) (*attachment, error) {
	raw := func(fields string) json.RawMessage { return json.RawMessage("{" + fields + "}") }
	switch k {
	case Voice:
		return &attachment{Voice: raw(fileIDs + `,"duration":7,"mime_type":"audio/ogg"`)}, nil
	case Photo:
		return &attachment{Photo: json.RawMessage("[" + string(raw(fileIDs+geometry)) + "]")}, nil
	case Video:
		return &attachment{Video: raw(fileIDs + geometry + `,"duration":7`)}, nil
	case Document:
		name, err := json.Marshal(fmt.Sprintf("%s %s.pdf", by.FirstName, by.LastName))
		return &attachment{Document: raw(fileIDs + `,"file_name":` + string(name))}, err
	case Sticker:
		return &attachment{Sticker: raw(fileIDs + geometry + `,"type":"regular","emoji":"👍","is_animated":false,"is_video":false`)}, nil
	case Location:
		return &attachment{Location: raw(`"latitude":59.91,"longitude":10.75`)}, nil
	case Contact:
		return &attachment{Contact: &wireContact{
			Phone: "+4700000000", FirstName: by.FirstName, LastName: by.LastName, UserID: by.ID,
		}}, nil
	case Poll:
		return &attachment{Poll: raw(`"id":"1","question":"?","options":[{"text":"a","voter_count":0}],"total_voter_count":0,` +
			`"is_closed":false,"is_anonymous":true,"type":"regular","allows_multiple_answers":false`)}, nil
	case Animation:
		// Telegram repeats an animation as a document, for old clients.
		file := raw(fileIDs + geometry + `,"duration":2`)
		return &attachment{Animation: file, Document: raw(fileIDs)}, nil
	case VideoNote:
		return &attachment{VideoNote: raw(fileIDs + `,"length":240,"duration":7`)}, nil
	case Text, Service:
	}
	return nil, ErrEmpty
}

// takesCaption tells which kinds come with words.
func takesCaption(k Kind) bool {
	switch k {
	case Voice, Photo, Video, Document, Animation:
		return true
	case Text, Sticker, Location, Contact, Poll, VideoNote, Service:
	}
	return false
}
