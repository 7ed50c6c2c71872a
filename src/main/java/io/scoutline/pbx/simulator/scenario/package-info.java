/** What people do in a call, written down beforehand, and what truly happened, read afterwards. */
package io.scoutline.pbx.simulator.scenario;
