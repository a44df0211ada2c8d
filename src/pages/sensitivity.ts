/** How the list of clusters depends on the thresholds. */
