package io.scoutline.clients.passport;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.ClientSight;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Warns whoever is about to add a number that is another client's: its calls would come to neither by themselves from
 * then on (P3.3). Names only clients that they see (P16.1). Each warning is on the audit, or numbers could be tried out
 * unseen (P8.8). On a virtual thread.
 */
final class NumberHolders {

  private final Directory directory;
  private final ClientSight sight;
  private final Database database;
  private final AuditLog audit;

  NumberHolders(Directory directory, ClientSight sight, Database database, AuditLog audit) {
    this.directory = directory;
    this.sight = sight;
    this.database = database;
    this.audit = audit;
  }

  /**
   * @param client to which it is to be added; empty when that is yet to be entered
   * @throws NumberTaken when it is another client's
   */
  void warn(Actor actor, PhoneNumber number, Optional<ClientId> client) {
    Match match = directory.lookup(number);
    List<ClientEntry> holders = holders(match).filter(one -> !client.equals(Optional.of(one.id()))).toList();
    if (holders.isEmpty()) {
      return;
    }
    audit.record(database, actor, "client.number_warned", client.map(id -> "client:" + id)
        .orElse("number:" + number.e164()), Map.of("number", number.toString()));
    List<ClientEntry> seen = holders.stream().filter(one -> sight.sees(actor, one)).toList();
    boolean more = match instanceof Match.Ambiguous several && several.more();
    throw new NumberTaken(seen, more || seen.size() < holders.size());
  }

  private static Stream<ClientEntry> holders(Match match) {
    return switch (match) {
      case Match.Known known -> Stream.of(known.client());
      case Match.Ambiguous several -> several.choices().stream().map(Match.Known::client);
      case Match.Unknown _ -> Stream.empty();
    };
  }
}
