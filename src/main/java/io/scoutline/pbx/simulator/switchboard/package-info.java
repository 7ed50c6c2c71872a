/** The model of a PBX: channels, bridges, device states, and the AMI events that tell of them. */
package io.scoutline.pbx.simulator.switchboard;
