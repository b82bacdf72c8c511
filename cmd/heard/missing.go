package main

import (
	"log/slog"

	"github.com/prometheus/client_golang/prometheus"

	"heard/care"
)

// missing counts and logs a message that the catalogue lacks. The key is the
// program's own word and says nothing of a person.
func missing(log *slog.Logger, metrics prometheus.Registerer) func(lang string, key care.Key) {
	count := prometheus.NewCounter(prometheus.CounterOpts{
		Name: "heard_missing_texts_total", Help: "Messages that the catalogue lacks, each counted once.",
	})
	metrics.MustRegister(count)
	return func(lang string, key care.Key) {
		count.Inc()
		log.Error("the catalogue lacks a message", "field", string(key), "mode", lang)
	}
}
