package simulator

import "encoding/json"

const (
	maxData    = 64  // bytes of callback_data
	maxButtons = 100 // of one message
)

// keyboard reads the inline keyboard of a call. Other reply markup is taken and
// not shown.
func (c call) keyboard() ([][]Button, error) {
	if c.str("reply_markup") == "" {
		return nil, nil
	}
	var markup wireMarkup
	if json.Unmarshal([]byte(c.str("reply_markup")), &markup) != nil {
		return nil, badRequest("can't parse reply keyboard markup JSON object")
	}
	var rows [][]Button
	count := 0
	for _, row := range markup.Inline {
		for _, b := range row {
			if err := b.check(); err != nil {
				return nil, err
			}
		}
		if count += len(row); len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if count > maxButtons {
		return nil, badRequest("reply markup is too long")
	}
	return rows, nil
}

func (b Button) check() error {
	switch {
	case b.Text == "":
		return badRequest("can't parse inline keyboard button: field \"text\" must be non-empty")
	case b.URL == "" && b.Data == "":
		return badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case len(b.Data) > maxData:
		return badRequest("BUTTON_DATA_INVALID")
	}
	return nil
}
