package io.scoutline.clients.imports.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Why a file goes on in no way that makes a row. What the reader says of it is not always so: it takes a cell that is
 * long for one that is not closed, so the row is looked at once more.
 */
final class Breakage {

  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private static final char QUOTE = '"';

  /** @param otherwise the line to be named when the reader names none */
  static UnreadableFile of(CsvParseException broken, Path file, CsvFormat format, int otherwise) {
    int line = line(broken, otherwise);
    try (BufferedReader text = CsvFile.reader(file, format)) {
      for (int before = 1; before < line; before++) {
        text.readLine();
      }
      return quotesClose(text, format.separator())
          ? new UnreadableFile("row_too_long", line, "Line " + line + " of the file is too long: a row has at most "
              + CsvFile.MOST_CELLS + " cells, a cell " + CsvFile.LONGEST_CELL + " characters, and all cells of a row "
              + CsvFile.LONGEST_ROW + ". Nothing was changed.")
          : new UnreadableFile("broken_row", line, "In the row that begins in line " + line
              + " of the file a quotation mark is not closed, or stands within a cell. Nothing was changed.");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is innermost knows best. */
  private static int line(Throwable broken, int otherwise) {
    int line = otherwise;
    for (Throwable at = broken; at != null; at = at.getCause()) {
      String said = String.valueOf(at.getMessage());
      line = LINE.matcher(said).results().map(MatchResult::group).map(words -> Integer.parseInt(words.substring(5)))
          .reduce((_, last) -> last).orElse(line);
    }
    return line;
  }

  /** Whether each quoted cell of the row that begins here ends with its quotation mark. */
  private static boolean quotesClose(Reader text, char separator) throws IOException {
    int next = separator;
    while (next == separator) {
      next = text.read();
      if (next == QUOTE) {
        next = afterQuoted(text);
        if (next != separator && !endsRow(next)) {
          return false;
        }
      }
      while (next != separator && !endsRow(next)) {
        next = text.read();
      }
    }
    return true;
  }

  /** The character behind the closing quotation mark; {@code QUOTE} when the file ends before that. */
  private static int afterQuoted(Reader text) throws IOException {
    for (int next = text.read(); next >= 0; next = text.read()) {
      if (next == QUOTE) {
        int behind = text.read();
        if (behind != QUOTE) {
          return behind;
        }
      }
    }
    return QUOTE;
  }

  private static boolean endsRow(int character) {
    return character < 0 || character == '\n' || character == '\r';
  }

  private Breakage() {}
}
