/**
 * A link to one Asterisk that comes and goes; the only place that knows Asterisk-Java.
 */
package io.scoutline.pbx.asterisk;
