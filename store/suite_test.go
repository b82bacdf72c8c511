package store_test

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// suite is what a store does, on whatever server it runs.
var suite = []struct {
	name string
	run  func(*testing.T, server)
}{
	{"commit/keeps all that it is given", commitKeepsAll},
	{"commit/keeps an update once", commitOnce},
	{"commit/refuses what somebody else changed and keeps nothing", commitConflict},
	{"commit/refuses a code in use and keeps nothing", commitCodeInUse},
	{"commit/refuses a code that was used before", commitCodeUsedBefore},
	{"commit/several cases are kept or none", commitSeveral},
	{"commit/refuses what is made wrong", commitMadeWrong},
	{"commit/one of many racing commits is kept", commitRace},
	{"commit/rows expire", commitExpires},
	{"crowd/a crowd commits while scripts are forgotten", crowdCommits},
	{"crowd/somebody who left holds nobody up", crowdLeft},
	{"load/nothing is there at first", loadNothing},
	{"load/cases that exist", loadCases},
	{"load/many cases in the order asked", loadManyCases},
	{"load/staff are numbered in the order seen", loadStaff},
	{"load/bytes come back as they were", loadBytes},
	{"load/under any of several names", loadAnyName},
	{"load/a member of staff under another name", loadRenamedStaff},
	{"commit/nobody is begun twice under two names", commitGuarded},
	{"move/a row and what belongs to it", moved},
	{"move/not while somebody is at work", movedBusy},
	{"move/a reminder", movedReminder},
	{"move/among others who write and look", movedAmongOthers},
	{"outbox/a head of an idle box is leased to the committer", outboxFastPath},
	{"outbox/a box gives one job at a time and in order", outboxOrder},
	{"outbox/a retry keeps its place until its exact time", outboxRetry},
	{"outbox/a lease that ran out goes to another", outboxExpiry},
	{"outbox/a late settlement changes nothing", outboxFencing},
	{"outbox/order holds under many workers", outboxWorkers},
	{"outbox/tells its depth", outboxDepth},
	{"outbox/tells what is ahead", outboxAhead},
	{"outbox/a claim that leaves work behind wakes another copy", outboxLeftovers},
	{"notes/card and shown", notesKept},
	{"notes/do not bring an erased case back", notesErased},
	{"timers/wait for their time and for no limit", timerWaits},
	{"timers/are replaced and taken away", timerReplaced},
	{"bulk/gives way and goes in order", bulkGivesWay},
	{"bulk/holds nobody up", bulkHoldsNobodyUp},
	{"bulk/is replaced and taken away", bulkReplaced},
	{"bulk/a lease is given back or runs out", bulkLeased},
	{"bulk/a claim that leaves boxes behind wakes another copy", bulkLeftovers},
	{"bulk/each goes out once under racing claimers", bulkRace},
	{"bulk/each is shown", eachBulk},
	{"bulk/showing ends with the first error", eachEnds},
	{"anew/a new job takes the place of the old", settledAnew},
	{"anew/refuses what is made wrong", settledWrong},
	{"was/a look into a box", peeked},
	{"was/refuses what somebody else changed and keeps nothing", wasConflicts},
	{"was/a box that is held", wasHeld},
	{"was/a box that is due at another moment, or delivered from", wasDue},
	{"was/one of many racing commits is kept", wasRace},
	{"news/are posted, changed and forgotten", newsKept},
	{"messages/are kept for two days or until swept", messagesKept},
	{"forget/removes a patient once", forgetting},
	{"forget/gives way to a change", forgetConflict},
	{"counts/are added up by block", counting},
	{"limits/one chat does not hold up another", limitsApart},
	{"limits/those who wait go first", limitsFair},
	{"limits/cost counts", limitsCost},
	{"limits/never more than N in any window", limitsHold},
	{"model/the outbox does what the model does", outboxModel},
	{"model/cases do what the model does", casesModel},
	{"pool/holds those that wait", poolHolds},
	{"until/names the cases that go", untilCases},
	{"until/shows the patients that go", untilPatients},
	{"until/a row touched meanwhile", untilTouched},
	{"until/ends with the first error", untilEnds},
	{"wait/a commit wakes", waitCommit},
	{"wait/a settlement wakes", waitSettle},
	{"wait/ends with its context and with its time", waitEnds},
	{"wait/a wake that nobody waits for is passed on", waitPassesOn},
	{"wait/closing ends it", waitClosed},
	{"check/finds nothing fatal", checkHarmless},
	{"groups/a moved group is found", groupsMoved},
	{"trips/as few as promised", tripsCounted},
	{"restart/scripts are sent again", scriptsForgotten},
	{"fault/a commit that Redis breaks off is not kept", faultInCommit},
	{"fault/a settlement that Redis breaks off loses no job", faultInSettle},
	{"services/do not meet", servicesApart},
	{"rewrap", rewrapping},
	{"turn", turns},
}

func TestStore(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			s := kind.start(t)
			for _, c := range suite {
				t.Run(c.name, func(t *testing.T) { c.run(t, s) })
			}
		})
	}
}
