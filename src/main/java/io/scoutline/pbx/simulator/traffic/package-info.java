/** Calls as people make them: one scenario, a desk phone by hand, a load, a working day. */
package io.scoutline.pbx.simulator.traffic;
