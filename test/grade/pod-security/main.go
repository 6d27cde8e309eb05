// Reads a JSON list of objects that make pods and prints what each of their pods has against the Pod Security Standard
// `restricted`, judged by the code that Kubernetes itself judges with.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

type workload struct {
	Object   string
	Template corev1.PodTemplateSpec
}

type finding struct {
	Check   string `json:"check"`
	Object  string `json:"object"`
	Message string `json:"message"`
}

func main() {
	if err := judge(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judge() error {
	var workloads []workload
	if err := json.NewDecoder(os.Stdin).Decode(&workloads); err != nil {
		return err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks())
	if err != nil {
		return err
	}
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	findings := []finding{}
	for _, w := range workloads {
		for _, result := range evaluator.EvaluatePod(restricted, &w.Template.ObjectMeta, &w.Template.Spec) {
			if !result.Allowed {
				findings = append(findings, finding{"pod-security-restricted", w.Object, result.ForbiddenReason + ": " + result.ForbiddenDetail})
			}
		}
	}
	return json.NewEncoder(os.Stdout).Encode(findings)
}
