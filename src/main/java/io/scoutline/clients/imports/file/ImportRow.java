package io.scoutline.clients.imports.file;

import io.scoutline.clients.Category;
import io.scoutline.clients.passport.ContactFields;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a row of a file says, or why it says nothing that can be taken. */
public sealed interface ImportRow {

  int line();

  List<Remark> remarks();

  /**
   * @param texts channel, region and the like
   * @param remarks what was left out of it
   * @param cells as they were written
   */
  record Readable(
      int line, String name, Map<ImportField, String> texts, Optional<String> taxId, Optional<PersonId> owner,
      Optional<Category> category, boolean vip, List<PhoneNumber> numbers, Optional<ContactFields> contact,
      List<PhoneNumber> contactNumbers, List<Remark> remarks, List<String> cells) implements ImportRow {}

  /** @param cells as they were written */
  record Refused(int line, List<Remark> remarks, List<String> cells) implements ImportRow {}
}
