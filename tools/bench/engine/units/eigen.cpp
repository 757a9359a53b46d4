// Least squares by three decompositions.
#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <iostream>
#include <vector>

int main() {
  Eigen::MatrixXd a = Eigen::MatrixXd::Random(100, 10);
  Eigen::VectorXd b = Eigen::VectorXd::Random(100);
  Eigen::VectorXd x = a.colPivHouseholderQr().solve(b);
  Eigen::VectorXd y = a.bdcSvd(Eigen::ComputeThinU | Eigen::ComputeThinV).solve(b);
  Eigen::VectorXd z = (a.transpose() * a).ldlt().solve(a.transpose() * b);
  std::vector<Eigen::Triplet<double>> entries;
  for (int i = 0; i < 10; ++i)
    entries.emplace_back(i, i, x[i]);
  Eigen::SparseMatrix<double> s(10, 10);
  s.setFromTriplets(entries.begin(), entries.end());
  std::cout << (x - y).norm() << ' ' << (x - z).norm() << ' ' << (s * y).norm() << '\n';
}
