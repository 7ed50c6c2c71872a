package io.scoutline.clients.imports;

import java.text.Normalizer;

/**
 * Keeps what came with a file from acting in the spreadsheet of whoever opens its report (P16.2). What would be a
 * formula gets a mark before it, by which it is a text. Which sign parts cells is the spreadsheet's to say, and one
 * set to commas looks into a quoted cell of a file with semicolons: so each place where a cell could begin is marked.
 */
final class Formulas {

  private static final char MARK = '\'';
  /** With the minus that is no hyphen; wide, small and raised signs are read as the plain ones. */
  private static final String BEGINNINGS = "=+-@|%\u2212";
  /** Of cells or of rows. A blank parts cells nowhere unless somebody asks for it, and every text has some. */
  private static final String PARTING = ",;|\t\n\r\u000b\f\u0085\u2028\u2029";
  /** Letters and signs by their class, but to be seen by nobody. */
  private static final String BLANK = "\u115f\u1160\u2800\u3164\uffa0";

  static String harmless(String cell) {
    var harmless = new StringBuilder(cell.length() + 1);
    int begins = 0;
    boolean begun = false;
    int next;
    for (int at = 0; at < cell.length(); at = next) {
      int sign = cell.codePointAt(at);
      next = at + Character.charCount(sign);
      if (!begun && (isBeginning(sign) || at == 0 && isControl(sign))) {
        harmless.append(MARK).append(cell, begins, at);
        begins = at;
        begun = true;
      }
      if (PARTING.indexOf(sign) >= 0) {
        harmless.append(cell, begins, next);
        begins = next;
        begun = false;
      } else {
        begun |= !isLookedPast(sign);
      }
    }
    return harmless.append(cell, begins, cell.length()).toString();
  }

  private static boolean isBeginning(int sign) {
    String plain = Normalizer.normalize(Character.toString(sign), Normalizer.Form.NFKC);
    return BEGINNINGS.indexOf(plain.codePointAt(0)) >= 0;
  }

  private static boolean isControl(int sign) {
    return sign == '\t' || sign == '\r' || sign == '\n';
  }

  /** Blanks, what nobody sees, and the quotation mark: one that parts otherwise has lost count of which are open. */
  private static boolean isLookedPast(int sign) {
    return sign == '"' || BLANK.indexOf(sign) >= 0 || switch (Character.getType(sign)) {
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL,
          Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> false;
    };
  }

  private Formulas() {}
}
