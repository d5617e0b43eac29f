package io.jenkins.plugins.tlserrorgate.evaluation;

/** Solves the normal equations of a small least-squares fit. */
final class LeastSquares {

    /** Added to the diagonal, relative to it, so that equations which say the same do no harm (ridge). */
    private static final double RIDGE = 1e-4;

    private LeastSquares() {}

    /**
     * Gaussian elimination; an unknown that nothing depends on becomes 0.
     *
     * @param squares the symmetric matrix of the equations, overwritten
     * @param products their right side, overwritten
     */
    static double[] solve(double[][] squares, double[] products) {
        int n = products.length;
        for (int i = 0; i < n; i++) {
            squares[i][i] = squares[i][i] > 0 ? squares[i][i] * (1 + RIDGE) : 1;
        }
        for (int i = 0; i < n; i++) {
            for (int r = i + 1; r < n; r++) {
                double factor = squares[r][i] / squares[i][i];
                for (int c = i; c < n; c++) {
                    squares[r][c] -= factor * squares[i][c];
                }
                products[r] -= factor * products[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int c = i + 1; c < n; c++) {
                products[i] -= squares[i][c] * products[c];
            }
            products[i] /= squares[i][i];
        }
        return products;
    }
}
