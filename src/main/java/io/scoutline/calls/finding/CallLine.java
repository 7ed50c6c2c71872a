package io.scoutline.calls.finding;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.RecordingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as one line of a list or of a client's history.
 *
 * @param recordings what whoever asks may hear of it (P6.8), in the order in which it was made
 */
public record CallLine(
    CallId id, Instant startedAt, Direction direction, String caller, Optional<String> number,
    Optional<ClientId> clientId, Optional<String> clientName, Optional<ContactId> contactId,
    Optional<String> contactName, Optional<PersonId> person, Optional<String> personName,
    Optional<Disposition> disposition,
    @JsonProperty("ringMs") Duration ring, @JsonProperty("queueMs") Duration queue,
    @JsonProperty("talkMs") Duration talk, Optional<String> note, List<RecordingId> recordings, boolean endEstimated) {

  CallLine withRecordings(List<RecordingId> ids) {
    return new CallLine(id, startedAt, direction, caller, number, clientId, clientName, contactId, contactName,
        person, personName, disposition, ring, queue, talk, note, ids, endEstimated);
  }
}
