/** The published password of the training accounts; it opens nothing where real data is. */
export const trainingPassword = "harborlight-training";
