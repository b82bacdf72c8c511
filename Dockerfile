# Heard in a container: one static program, no shell, not root.
#
#   docker build -t heard .
#
# Both bases are named by tag. Where builds must be repeatable to the byte, write
# the digest that `docker buildx imagetools inspect IMAGE` shows after the tag,
# as in golang:1.26@sha256:..., and renew it when you upgrade.

FROM golang:1.26 AS build
WORKDIR /src
# The modules first: they change less often than the code, and are kept.
COPY go.mod go.sum ./
RUN go mod download && go mod verify
# With .git, from which the program learns its version.
COPY . .
# Static, since the base below has no C library; without paths of this build.
# Time zones and the catalogue are part of the program.
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /heard ./cmd/heard
# The folder of the key ring. A new volume mounted here takes over its owner.
RUN mkdir -m 0700 /keys

FROM gcr.io/distroless/static-debian13:nonroot
LABEL org.opencontainers.image.title="Heard" \
      org.opencontainers.image.description="A Telegram bot by which people in opioid maintenance treatment are heard" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /heard /heard
# 65532 is nonroot in this base.
COPY --from=build --chown=65532:65532 /keys /keys
# Mount a volume on /keys: a ring that goes with the container takes everything
# that was sealed under it along.
ENV HEARD_KEYRING=/keys/heard.keys
USER 65532:65532
# Asks the copy in this container; nothing has to be published for it.
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s --retries=3 CMD ["/heard", "healthz"]
ENTRYPOINT ["/heard"]
CMD ["serve", "--config", "/etc/heard/clinic.toml"]
