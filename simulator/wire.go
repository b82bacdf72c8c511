package simulator

// The JSON of the Bot API, as far as it is spoken here.

type wireUser struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name,omitempty"`
	Username  string `json:"username,omitempty"`
	Language  string `json:"language_code,omitempty"`
}

type wireMe struct {
	wireUser
	CanJoin    bool `json:"can_join_groups"`
	CanReadAll bool `json:"can_read_all_group_messages"`
	Inline     bool `json:"supports_inline_queries"`
}

type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Username  string `json:"username,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
}

type wireMessage struct {
	ID         MessageID    `json:"message_id"`
	From       *wireUser    `json:"from,omitempty"`
	SenderChat *wireChat    `json:"sender_chat,omitempty"`
	Chat       *wireChat    `json:"chat"`
	Date       int64        `json:"date"`
	EditDate   int64        `json:"edit_date,omitempty"`
	ReplyTo    *wireMessage `json:"reply_to_message,omitempty"`
	Text       string       `json:"text,omitempty"`
	Entities   []entity     `json:"entities,omitempty"`
	Caption    string       `json:"caption,omitempty"`
	Markup     *wireMarkup  `json:"reply_markup,omitempty"`
	Protected  bool         `json:"has_protected_content,omitempty"`
	*attachment
}

type wireMarkup struct {
	Inline [][]Button `json:"inline_keyboard"`
}

// wireGone is the message of a press whose message has been deleted since.
type wireGone struct {
	ID   MessageID `json:"message_id"`
	Chat *wireChat `json:"chat"`
	Date int64     `json:"date"` // always 0
}

type wireQuery struct {
	ID       string    `json:"id"`
	From     *wireUser `json:"from"`
	Message  any       `json:"message"`
	Instance string    `json:"chat_instance"`
	Data     string    `json:"data"`
}

type wireMember struct {
	User   *wireUser `json:"user"`
	Status string    `json:"status"`
}

type wireMemberUpdate struct {
	Chat *wireChat  `json:"chat"`
	From *wireUser  `json:"from"`
	Date int64      `json:"date"`
	Old  wireMember `json:"old_chat_member"`
	New  wireMember `json:"new_chat_member"`
}

type wireWebhook struct {
	URL         string   `json:"url"`
	Certificate bool     `json:"has_custom_certificate"`
	Pending     int      `json:"pending_update_count"`
	FailedAt    int64    `json:"last_error_date,omitempty"`
	Failure     string   `json:"last_error_message,omitempty"`
	Connections int      `json:"max_connections,omitempty"`
	Allowed     []string `json:"allowed_updates,omitempty"`
}

// entity is a stretch of text with a format; offsets in UTF-16 units.
type entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
}
