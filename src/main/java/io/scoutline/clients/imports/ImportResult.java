package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.Columns;
import io.scoutline.clients.imports.file.CsvFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * What came, or would come, of a file.
 *
 * @param importId empty when it was only tried
 * @param sample of the first rows as they were written, what a page shows
 * @param missing why nothing was done at all: a column that has to be named first; otherwise {@code ""}
 * @param shown of the first rows worth a word, what a page shows; the report has all of them whole
 */
record ImportResult(
    OptionalLong importId, CsvFormat format, Columns columns, List<List<String>> sample, String missing,
    Totals totals, List<Outcome> shown) {}
