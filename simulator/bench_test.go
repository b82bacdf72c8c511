package simulator_test

import (
	"testing"

	"heard/simulator"
)

// BenchmarkTurn is one turn of a conversation: somebody writes, the bot polls and
// answers. It is what the simulator costs, with the client's share.
func BenchmarkTurn(b *testing.B) {
	s := simulator.New(simulator.Options{})
	base, err := s.Start("127.0.0.1:0")
	must(b, err)
	b.Cleanup(s.Close)
	must(b, s.AddPerson(simulator.Person{ID: ada, FirstName: "First"}))
	bot := &bot{Server: s, base: base}
	for b.Loop() {
		bot.write(b, ada, ada, "/start")
		got := bot.updates(b, args{"offset": -1})
		bot.send(b, got[0].Message.Chat.ID, "hello", keyboard("a", "b"))
	}
}
