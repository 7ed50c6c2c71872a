package io.scoutline.desk;

import io.scoutline.calls.Call;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PhoneNumber;
import java.util.List;
import java.util.Optional;

/** Finds who a call is with; reads memory only. */
final class Subjects {

  /** Whom a person said it is. */
  record Choice(ClientId client, Optional<ContactId> contact) {}

  private final Directory directory;

  Subjects(Directory directory) {
    this.directory = directory;
  }

  Subject of(Call call, Optional<Choice> choice) {
    Subject byNumber = byNumber(call);
    boolean tellsMore = choice.isPresent() && choice.get().contact().isEmpty()
        && byNumber.client().map(ClientEntry::id).filter(choice.get().client()::equals).isPresent();
    return tellsMore ? byNumber : choice.flatMap(this::chosen).orElse(byNumber);
  }

  private Subject byNumber(Call call) {
    if (!call.isExternal()) {
      return new Subject.Internal(Optional.empty());
    }
    Optional<PhoneNumber> number = call.origin().outside().outside();
    return number.map(this::listed).orElseGet(Subject.Hidden::new);
  }

  private Optional<Subject> chosen(Choice choice) {
    return directory.client(choice.client()).map(client -> known(client,
        choice.contact().flatMap(contact -> directory.contact(choice.client(), contact))));
  }

  private Subject known(ClientEntry client, Optional<ContactEntry> contact) {
    return new Subject.Known(client, contact,
        contact.isPresent() ? List.of() : directory.contacts(client.id()));
  }

  private Subject listed(PhoneNumber number) {
    return switch (directory.lookup(number)) {
      case Match.Known known -> new Subject.Known(known.client(), known.contact(), known.choices());
      case Match.Ambiguous ambiguous -> new Subject.Ambiguous(ambiguous.choices(), ambiguous.more());
      case Match.Unknown _ -> new Subject.Unknown();
    };
  }
}
