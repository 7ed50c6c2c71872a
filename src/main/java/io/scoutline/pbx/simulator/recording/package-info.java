/** What is heard on a call, and the files that the PBX writes of it. */
package io.scoutline.pbx.simulator.recording;
