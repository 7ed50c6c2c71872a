/**
 * The guided step: files to add, printed for an installation, and the checks of each piece (P17.2).
 */
package io.scoutline.pbx.asterisk.setup;
