package bot

import "github.com/prometheus/client_golang/prometheus"

// counts are the bot's metrics. Labels come from closed sets that say what the
// program did; none can hold anything of a person.
type counts struct {
	updates    *prometheus.CounterVec
	commits    *prometheus.CounterVec
	deliveries *prometheus.CounterVec
	reminders  *prometheus.CounterVec
	late       prometheus.Counter
}

func newCounts(r prometheus.Registerer) (*counts, error) {
	c := &counts{
		updates: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "heard_updates_total", Help: "Updates from Telegram, by what became of them.",
		}, []string{"outcome"}),
		commits: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "heard_commits_total", Help: "Commits to the store, by outcome.",
		}, []string{"outcome"}),
		deliveries: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "heard_deliveries_total", Help: "Calls that deliver messages, by outcome.",
		}, []string{"outcome"}),
		reminders: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "heard_reminders_total", Help: "Reminders that were due, by whether they were sent or dropped, since they helped no more; and told: news that staff posted.",
		}, []string{"outcome"}),
		late: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "heard_late_settlements_total", Help: "Deliveries that ended after their lease had gone to somebody else.",
		}),
	}
	for _, m := range []prometheus.Collector{c.updates, c.commits, c.deliveries, c.reminders, c.late} {
		if err := r.Register(m); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// outcomeName labels a commit.
var outcomeName = [...]string{"kept", "repeated", "conflict", "code_in_use"} //nolint:gochecknoglobals // never written
