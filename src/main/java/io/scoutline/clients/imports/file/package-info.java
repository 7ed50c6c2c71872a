/**
 * Reading a file of unknown format: encoding, separators, headers, values.
 */
package io.scoutline.clients.imports.file;
