/** Micro benchmarks of the steps that each line goes through, beside what else could be used for each. */
package tollgate.benchmarks.micro;
