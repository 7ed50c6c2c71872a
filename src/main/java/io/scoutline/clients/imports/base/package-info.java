/**
 * Matching rows with the base, and writing them.
 */
package io.scoutline.clients.imports.base;
