/**
 * A PBX that is none, over real sockets. {@link io.scoutline.pbx.simulator.SimulatedPbx} is the way in: begin with
 * it. Packages, each using only those below it:
 *
 * <ul>
 *   <li>{@code actions}: the AMI actions that touch calls, queue and originate
 *   <li>{@code traffic}: calls as people make them: a scenario, a desk phone by hand, a load, a working day
 *   <li>{@code dialplan}: what the PBX does with a call: ring, queue, ask the server, transfer
 *   <li>{@code switchboard}: channels, bridges, device states, and the events that tell of them
 *   <li>{@code wire}: AMI over sockets
 *   <li>{@code recording}: what is heard, and the files it is written to
 *   <li>{@code setup}, {@code scenario}: what a user of the simulator writes down beforehand and reads afterwards
 *   <li>{@code time}: the one thread, and the simulated time
 * </ul>
 */
package io.scoutline.pbx.simulator;
