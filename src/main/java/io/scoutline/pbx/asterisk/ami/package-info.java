/**
 * AMI: sessions, the pump, translation into events of the port, actions that cannot inject headers.
 */
package io.scoutline.pbx.asterisk.ami;
