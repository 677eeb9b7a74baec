/** The longest answer that is read; twice what a model may say in the tokens it is given. What is over is cut. */
export const mostAnswerChars = 24_000;
