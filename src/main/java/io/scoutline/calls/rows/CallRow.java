package io.scoutline.calls.rows;

import io.scoutline.calls.Call;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.pbx.PbxEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written of a call: its last state, whose it is as far as memory knows, the calls it absorbed, and the
 * flight record once it is over.
 */
public record CallRow(Call call, Optional<ClientId> client, Optional<ContactId> contact, List<CallId> absorbed,
    Optional<List<PbxEvent>> flight) {

  public CallRow {
    absorbed = List.copyOf(absorbed);
  }

  /** This row and a later one of the same call as one. */
  CallRow followedBy(CallRow later) {
    var all = new LinkedHashSet<>(absorbed);
    all.addAll(later.absorbed);
    CallRow newer = later.call.version() >= call.version() ? later : this;
    return new CallRow(newer.call, newer.client.or(() -> client), newer.contact.or(() -> contact),
        List.copyOf(all), later.flight.or(() -> flight));
  }

  /** With the client that the number has come to since, should it have had none. */
  CallRow knownBy(CallOwners owners) {
    return client.isPresent() || !call.isExternal() ? this : owners.of(call.origin().outside())
        .map(now -> new CallRow(call, Optional.of(now.client()), now.contact(), absorbed, flight)).orElse(this);
  }

  CallRow absorbing(List<CallId> all) {
    return new CallRow(call, client, contact, all, flight);
  }

  CallRow withFlight(Optional<List<PbxEvent>> other) {
    return new CallRow(call, client, contact, absorbed, other);
  }
}
