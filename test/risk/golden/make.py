"""Makes golden.json, the numbers that test/risk/golden.test.ts holds the fit and the metrics against.

Independent of the code under test: scikit-learn 1.2 for the fit (its L2 penalty is a Gaussian prior around 0 with variance C),
AUC, log loss and Brier score; NumPy for standard errors (inverse of the Hessian at the optimum) and for DeLong's interval
(by its definition, over all pairs). Prior means other than 0 are fitted by Newton in NumPy, which is checked against
scikit-learn where the means are 0.

    apt-get install python3-sklearn && /usr/bin/python3 test/risk/golden/make.py > test/risk/golden/golden.json
"""
import json
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

rng = np.random.default_rng(20261122)
ROWS, LEVELS = 240, [3, 4, 2, 5]
cells = np.stack([rng.integers(0, n, ROWS) for n in LEVELS], axis=1)
effects = [rng.normal(0, 0.8, n) for n in LEVELS]
logit = 0.3 + sum(e[cells[:, f]] for f, e in enumerate(effects))
won = (rng.random(ROWS) < 1 / (1 + np.exp(-logit))).astype(int)
weight = rng.choice([1.0, 0.5, 0.25], ROWS)

starts = np.cumsum([0] + LEVELS[:-1])
X = np.zeros((ROWS, sum(LEVELS)))
for f, start in enumerate(starts):
    X[np.arange(ROWS), start + cells[:, f]] = 1
prior_mean = np.round(rng.normal(0, 0.5, X.shape[1]), 3)


def newton(mean, sd):
    """b ~ N(mean, sd^2), flat on the intercept; plain NumPy."""
    A = np.hstack([np.ones((ROWS, 1)), X])
    P = np.diag([0.0] + [1 / sd**2] * X.shape[1])
    m = np.concatenate([[0.0], mean])
    b = m.copy()
    for _ in range(200):
        p = 1 / (1 + np.exp(-A @ b))
        g = A.T @ (weight * (won - p)) - P @ (b - m)
        H = A.T @ (A * (weight * p * (1 - p))[:, None]) + P
        step = np.linalg.solve(H, g)
        b = b + step
        if np.abs(step).max() < 1e-13:
            break
    return b, np.sqrt(np.diag(np.linalg.inv(H)))


fits = []
for sd in [0.1, 0.3, 1.0]:
    model = LogisticRegression(C=sd**2, solver="newton-cg", tol=1e-13, max_iter=10000)
    model.fit(X, won, sample_weight=weight)
    beta = np.concatenate([model.intercept_, model.coef_[0]])
    own, se = newton(np.zeros(X.shape[1]), sd)
    assert np.abs(own - beta).max() < 1e-6, np.abs(own - beta).max()
    fits.append({"sd": sd, "beta": beta.tolist(), "se": se.tolist(), "priorMean": None})
beta, se = newton(prior_mean, 0.3)
fits.append({"sd": 0.3, "beta": beta.tolist(), "se": se.tolist(), "priorMean": prior_mean.tolist()})

# Metrics, with ties among the scores.
score = np.round(1 / (1 + np.exp(-(logit + rng.normal(0, 1, ROWS)))), 2)
score = np.clip(score, 0.01, 0.99)
pos, neg = score[won == 1], score[won == 0]
pairs = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
v10, v01 = pairs.mean(axis=1), pairs.mean(axis=0)
auc = roc_auc_score(won, score)
error = np.sqrt(v10.var(ddof=1) / len(pos) + v01.var(ddof=1) / len(neg))
bins = np.minimum(9, np.floor(score * 10)).astype(int)
ece = sum(
    weight[bins == b].sum() / weight.sum()
    * abs(np.average(score[bins == b], weights=weight[bins == b]) - np.average(won[bins == b], weights=weight[bins == b]))
    for b in set(bins)
)
line = LogisticRegression(penalty="none", solver="newton-cg", tol=1e-13, max_iter=10000)
line.fit(np.log(score / (1 - score))[:, None], won, sample_weight=weight)
print(json.dumps({
    "cells": cells.tolist(), "levels": LEVELS, "won": won.tolist(), "weight": weight.tolist(), "fits": fits,
    "metrics": {
        "score": score.tolist(), "auc": auc, "aucLow": auc - 1.96 * error, "aucHigh": auc + 1.96 * error,
        "logLoss": log_loss(won, score, sample_weight=weight), "brier": brier_score_loss(won, score, sample_weight=weight),
        "ece": ece, "shift": float(line.intercept_[0]), "slope": float(line.coef_[0][0]),
    },
}))
