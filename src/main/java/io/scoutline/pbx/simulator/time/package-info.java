/** The one thread on which the simulated PBX lives, and its time. */
package io.scoutline.pbx.simulator.time;
