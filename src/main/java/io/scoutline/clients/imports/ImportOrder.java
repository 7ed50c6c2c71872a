package io.scoutline.clients.imports;

import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.kernel.Actor;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody wants done with a file.
 *
 * @param charset found out when not said, as is the separator
 * @param fields what the columns are taken for, in their order; proposed when not said
 * @param leavingOut whether a cell that cannot be read is left out instead of refusing its row
 * @param dry whether it is only to be tried
 * @param language of the report
 */
record ImportOrder(
    Actor actor, Path file, String fileName, Optional<Charset> charset, Optional<Character> separator,
    Optional<List<Optional<ImportField>>> fields, boolean leavingOut, boolean dry, Locale language) {}
