package simulator

import (
	"errors"
	"io"
	"mime/multipart"
)

// readMultipart takes the plain fields of a form and passes over files.
func (p params) readMultipart(body io.Reader, boundary string) error {
	parts := multipart.NewReader(body, boundary)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if part.FileName() != "" {
			continue
		}
		b, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		p[part.FormName()] = []string{string(b)}
	}
}
