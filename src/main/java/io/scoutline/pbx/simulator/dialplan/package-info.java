/** What the PBX does with a call: rings phones, queues, asks the routing server, transfers. */
package io.scoutline.pbx.simulator.dialplan;
