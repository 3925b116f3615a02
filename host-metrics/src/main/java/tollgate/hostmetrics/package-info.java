/** Samples of a host and probes of services, for where no Beat runs. {@link tollgate.hostmetrics.HostSampler} is where to begin. */
package tollgate.hostmetrics;
