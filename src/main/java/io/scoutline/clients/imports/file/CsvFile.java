package io.scoutline.clients.imports.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A file being read row by row; of the file, never more than one row is in memory. For one thread. */
public final class CsvFile implements AutoCloseable {

  /** @param line where it begins in the file, from one on; cells as they were written, but for NULs */
  public record Row(int line, List<String> cells) {}

  /** In characters; longer is hardly ever meant, but a quotation mark that was never closed. */
  static final int LONGEST_CELL = 1 << 20;
  static final int MOST_CELLS = 16_384;
  /** In characters, all cells together: a row is read as a whole. */
  static final int LONGEST_ROW = 1 << 22;
  /** In characters, all names of columns together: they are kept and shown with each result. */
  static final int LONGEST_HEADER = 1 << 16;

  private final Path file;
  private final CsvFormat format;
  private final Reader text;
  private final CsvReader<CsvRecord> rows;
  private final Iterator<CsvRecord> next;
  private final List<String> header;
  private int lastLine;

  /** @throws UnreadableFile when it has no header */
  public CsvFile(Path file, CsvFormat format) throws IOException {
    this.file = file;
    this.format = format;
    text = reader(file, format);
    rows = reader(format, text, false);
    next = rows.iterator();
    header = next().map(Row::cells).orElseThrow(() -> new UnreadableFile("empty_file", "The file is empty."));
    if (header.stream().mapToLong(String::length).sum() + header.size() > LONGEST_HEADER) {
      throw new UnreadableFile("header_too_long", lastLine, "The first row is no header: it is too long for the names"
          + " of columns. Nothing was changed.");
    }
  }

  public List<String> header() {
    return header;
  }

  /**
   * The next row that is not empty, if there is one.
   *
   * @throws UnreadableFile when the file goes on in no way that makes a row
   */
  public Optional<Row> next() {
    try {
      CsvRecord row = next.next();
      lastLine = (int) row.getStartingLineNumber();
      return Optional.of(new Row(lastLine, row.getFields().stream().map(CsvFile::storable).toList()));
    } catch (NoSuchElementException end) {
      return Optional.empty();
    } catch (CsvParseException broken) {
      throw Breakage.of(broken, file, format, lastLine + 1);
    }
  }

  /** A NUL is no text; the database keeps none, not even in what was refused. */
  private static String storable(String cell) {
    return cell.indexOf(0) < 0 ? cell : cell.replace("\0", "");
  }

  static BufferedReader reader(Path file, CsvFormat format) throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(format.skip());
    return new BufferedReader(new InputStreamReader(in, format.charset()), 1 << 16);
  }

  /** @param unclosed whether a quotation mark may stay open to the end of the text, which then is all one cell */
  static CsvReader<CsvRecord> reader(CsvFormat format, Reader text, boolean unclosed) {
    return CsvReader.builder()
        .fieldSeparator(format.separator())
        .skipEmptyLines(true)
        .allowUnclosedQuote(unclosed)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(LONGEST_CELL)
        .build(CsvRecordHandler.of(limits -> limits.maxFields(MOST_CELLS).maxFieldSize(LONGEST_CELL)
            .maxRecordSize(LONGEST_ROW)), text);
  }

  @Override
  public void close() throws IOException {
    rows.close();
    text.close();
  }
}
