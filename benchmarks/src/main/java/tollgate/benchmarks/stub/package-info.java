/** A server that takes bulks and counts them, to tell what sending costs apart from what indexing costs. */
package tollgate.benchmarks.stub;
