/**
 * Loading a base from CSV: mapping, dry run, each refused row with its reason.
 */
package io.scoutline.clients.imports;
