/** The settings of a simulated PBX. */
package io.scoutline.pbx.simulator.setup;
