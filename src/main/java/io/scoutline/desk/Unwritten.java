package io.scoutline.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A conversation that was never written up, with what was typed of it: nothing typed is lost (P2.5). */
public record Unwritten(CallId call, Instant startedAt, Optional<ClientId> client, Optional<String> clientName,
    Optional<String> number, @JsonProperty("talkMs") Duration talk, Draft draft) {}
