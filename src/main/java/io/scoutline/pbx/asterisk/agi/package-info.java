/**
 * FastAGI: the dialplan asks where a call goes.
 */
package io.scoutline.pbx.asterisk.agi;
