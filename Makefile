# The few things one does with Heard's code. Run make without anything for help.

GO ?= go
LINT_VERSION := v2.15.0
LINT_DIR := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/heard
LINT := $(LINT_DIR)/golangci-lint-$(LINT_VERSION)

# The tests that hold the promises and print the figures they found.
PROMISES := ^Test(Crash|Canary|Trips)$$

.DEFAULT_GOAL := help
.PHONY: help test lint bench demo golden redact anonymity tools

help: ## Show this.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

test: tools ## Run every test with the race detector; installs what the tests need.
	$(GO) vet ./...
	$(GO) test -race -timeout 20m -skip '$(PROMISES)' ./...
	$(GO) test -race -timeout 20m -run '$(PROMISES)' -v ./cmd/heard

lint: $(LINT) ## Check the house rules: arrows between packages, clocks, sizes, docs.
	$(LINT) run ./...
	$(GO) mod tidy -diff
	$(GO) mod verify

bench: tools ## Measure throughput and latency beside a bare echo bot, over a real Redis.
	$(GO) test -run '^$$' -bench . -benchtime 2s ./privacy ./locales ./flows
	$(GO) test -run '^$$' -bench Step -benchtime 1x -timeout 20m ./cmd/heard

demo: ## Show the whole service on http://127.0.0.1:8080, with nothing else installed.
	$(GO) run ./cmd/heard demo

redact: ## Print how much is hidden of what must be, on the project's own messages.
	$(GO) test ./privacy/redact -run TestFigures -count 1 -v

anonymity: ## Print what staff who note who came when can find out.
	$(GO) run ./cmd/anonymity

golden: ## Write the golden transcripts anew; read the difference before committing it.
	$(GO) test ./flows -run TestTranscripts -update

tools: # What the tests need besides Go: redis-server and chromium.
	@scripts/tools redis-server chromium

# The linter is built from its own module, so that its dependencies stay out of
# go.mod, and kept outside the checkout, so that it is built once.
$(LINT):
	@mkdir -p $(LINT_DIR)
	cd $(LINT_DIR) && GOBIN=$(LINT_DIR)/bin GOFLAGS=-mod=mod $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv $(LINT_DIR)/bin/golangci-lint $@
