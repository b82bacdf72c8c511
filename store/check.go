package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Finding is something about this Redis that the operator should know. Fatal
// means that the service should not start on it.
type Finding struct {
	Reason string
	Cure   string
	Fatal  bool
}

const (
	// largestSkew between our clock and Redis's: a copy whose clock is ahead of
	// another's sends early and takes leases that have not ended.
	largestSkew = time.Second

	// oldestMajor is the oldest Redis that the tests run on.
	oldestMajor = 7
)

// Check looks whether this Redis keeps what it is given. It reads INFO, which a
// restricted user may.
func (s *Store) Check(ctx context.Context, now time.Time) []Finding {
	node, err := s.node(ctx)
	if err != nil {
		return []Finding{silent(err)}
	}
	text, err := node.Info(ctx).Result()
	if err != nil {
		return []Finding{silent(err)}
	}
	info := parseInfo(text)
	var found []Finding
	for _, look := range []func(map[string]string) (Finding, bool){
		kept, written, evicted, master, version,
	} {
		if f, bad := look(info); bad {
			found = append(found, f)
		}
	}
	if f, bad := skewed(ctx, node, now); bad {
		found = append(found, f)
	}
	if f, bad := fsync(ctx, node); bad {
		found = append(found, f)
	}
	return found
}

// node is the server that holds this service's keys.
func (s *Store) node(ctx context.Context) (redis.Cmdable, error) {
	if cluster, ok := s.db.(*redis.ClusterClient); ok {
		return cluster.MasterForKey(ctx, s.keys.due())
	}
	return s.db, nil
}

// parseInfo reads the lines "name:value" of INFO.
func parseInfo(text string) map[string]string {
	info := map[string]string{}
	for line := range strings.Lines(text) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
			info[name] = value
		}
	}
	return info
}

func silent(err error) Finding {
	return Finding{
		Reason: fmt.Sprintf("Redis does not answer: %v", err),
		Cure:   "start it, and check HEARD_REDIS_URL and that its user may call INFO",
		Fatal:  true,
	}
}

// kept warns, too, when Redis does not tell: the embedded one of the demo.
func kept(info map[string]string) (Finding, bool) {
	on, known := info["aof_enabled"]
	f := Finding{
		Reason: "Redis keeps nothing on disk: its append-only file is off",
		Cure:   "set `appendonly yes` and `appendfsync always` in redis.conf",
		Fatal:  known,
	}
	if !known {
		f.Reason = "Redis does not say whether it keeps an append-only file"
	}
	return f, on != "1"
}

func written(info map[string]string) (Finding, bool) {
	status, known := info["aof_last_write_status"]
	return Finding{
		Reason: "Redis could not write its append-only file",
		Cure:   "free space on its disk and read its log",
		Fatal:  true,
	}, known && status != "ok"
}

func evicted(info map[string]string) (Finding, bool) {
	policy, known := info["maxmemory_policy"]
	return Finding{
		Reason: "Redis may throw away rows when its memory is full",
		Cure:   "set `maxmemory-policy noeviction` in redis.conf",
		Fatal:  true,
	}, known && policy != "noeviction"
}

func master(info map[string]string) (Finding, bool) {
	role, known := info["role"]
	return Finding{
		Reason: "this Redis is a replica: what is written to it is lost or refused",
		Cure:   "point HEARD_REDIS_URL at the master, or at Sentinel with ?master_name=",
		Fatal:  true,
	}, known && role != "master"
}

func version(info map[string]string) (Finding, bool) {
	running, known := info["redis_version"]
	digits, _, _ := strings.Cut(running, ".")
	major, err := strconv.Atoi(digits)
	return Finding{
		Reason: fmt.Sprintf("this Redis is older than %d, and untried with this service", oldestMajor),
		Cure:   fmt.Sprintf("install Redis %d or newer, or Valkey", oldestMajor),
	}, known && (err != nil || major < oldestMajor)
}

// skewed compares clocks, if the user may ask for Redis's.
func skewed(ctx context.Context, node redis.Cmdable, now time.Time) (Finding, bool) {
	clock, err := node.Time(ctx).Result()
	return Finding{
		Reason: "the clocks of this machine and of Redis differ by more than a second",
		Cure:   "let both set their clocks over the network (systemd-timesyncd or chrony)",
	}, err == nil && clock.Sub(now).Abs() > largestSkew
}

// fsync warns when Redis is known to write to disk now and then only. A user who
// may not read the configuration learns nothing here.
func fsync(ctx context.Context, node redis.Cmdable) (Finding, bool) {
	config, err := node.ConfigGet(ctx, "appendfsync").Result()
	when, known := config["appendfsync"]
	return Finding{
		Reason: "Redis may lose the last second before a power cut: appendfsync is " + when,
		Cure:   "set `appendfsync always` in redis.conf",
	}, err == nil && known && when != "always"
}
