package store

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// errAddress does not quote the address, since a password may be in it.
var errAddress = errors.New("store: the address of Redis is not understood: " +
	"redis://[user:password@]host:port[/db], rediss:// for TLS, several hosts with commas between them for a cluster, " +
	"?master_name= for Sentinel")

const (
	// poolSize lets enough commits be under way at once that Redis writes many
	// of them with one fsync; it is what `appendfsync always` lives on.
	poolSize = 64

	readTimeout = 2 * time.Second
)

// settings are go-redis's for this service. It must not run a command twice
// behind our back, since a script that was executed and whose reply was lost
// would tell us it is a repeat; and it must honour the context's deadline.
func settings(o Options) (*redis.UniversalOptions, error) {
	u, err := parseAddress(o.URL)
	if err != nil {
		return nil, err
	}
	u.Dialer = o.Dialer
	u.MaxRetries = -1
	u.ContextTimeoutEnabled = true
	u.ReadTimeout = readTimeout
	u.PoolSize = poolSize
	u.PipelinePoolSize = -1 // pipelines share the pool
	u.DisableIdentity = true
	u.Protocol = 2 // the third only adds messages nobody asked for, looked for at every reply
	u.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return u, nil
}

// parseAddress reads what the library's own parsers do not in one: a list of
// hosts, and Sentinel, in the same form as a single host.
func parseAddress(address string) (*redis.UniversalOptions, error) {
	scheme, rest, _ := strings.Cut(address, "://")
	if scheme != "redis" && scheme != "rediss" {
		return nil, errAddress
	}
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndex(rest[:end], "@") + 1
	login, hosts, tail := rest[:at], strings.Split(rest[at:end], ","), rest[end:]
	master, tail, err := cutMaster(tail)
	if err != nil {
		return nil, err
	}
	u := &redis.UniversalOptions{MasterName: master}
	for _, host := range hosts {
		one, err := redis.ParseURL(scheme + "://" + login + host + tail)
		if err != nil || host == "" {
			return nil, errAddress
		}
		u.Addrs = append(u.Addrs, one.Addr)
		u.Username, u.Password, u.DB, u.TLSConfig = one.Username, one.Password, one.DB, one.TLSConfig
	}
	if u.TLSConfig != nil && (len(hosts) > 1 || master != "") {
		u.TLSConfig.ServerName = "" // each host's own name is checked
	}
	return u, nil
}

// cutMaster takes ?master_name= out of the tail of an address.
func cutMaster(tail string) (master, rest string, err error) {
	path, query, _ := strings.Cut(tail, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", "", errAddress
	}
	master = values.Get("master_name")
	values.Del("master_name")
	if len(values) == 0 {
		return master, path, nil
	}
	return master, path + "?" + values.Encode(), nil
}
