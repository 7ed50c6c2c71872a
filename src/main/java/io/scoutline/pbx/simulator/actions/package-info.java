/** The AMI actions that look at calls, change them or begin them. */
package io.scoutline.pbx.simulator.actions;
