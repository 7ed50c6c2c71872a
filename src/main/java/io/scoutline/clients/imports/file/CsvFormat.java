package io.scoutline.clients.imports.file;

import java.nio.charset.Charset;

/** How a file is written. {@code skip} bytes at its beginning mark the encoding. */
public record CsvFormat(Charset charset, int skip, char separator) {}
